"""MLflow's own Python client, asked line by line: a JSON object in, a JSON object out. Started once, for it is slow to start."""

import json
import os
import sqlite3
import sys

answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # whatever MLflow prints is no answer

import mlflow  # noqa: E402
from mlflow import MlflowClient  # noqa: E402

from train import train  # noqa: E402


def plain(value):
    """What a test compares: the fields of MLflow's entities that it asks about."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    fields = ("name", "version", "aliases", "current_stage", "source", "run_id", "tags", "model_id")
    if value is None or isinstance(value, (str, int, float, bool, dict)):
        return value
    return {field: plain_field(getattr(value, field)) for field in fields if hasattr(value, field)}


def plain_field(value):
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return dict(value) if isinstance(value, dict) else list(value)


def call(method, *args, **kwargs):
    return plain(getattr(MlflowClient(), method)(*args, **kwargs))


def log_run(metrics, params, tags):
    """A run with these metrics; NaN and infinities come as text."""
    client = MlflowClient()
    run = client.create_run("0", tags=tags)
    for key, value in metrics.items():
        client.log_metric(run.info.run_id, key, float(value))
    for key, value in params.items():
        client.log_param(run.info.run_id, key, value)
    return run.info.run_id


def log_zeros():
    """A logged model with an honest zero and a NaN on one data set, and other values of the same metrics on a second one."""
    client = MlflowClient()
    run = client.create_run("0").info.run_id
    model = client.create_logged_model("0", name="zeros", source_run_id=run)
    client.finalize_logged_model(model.model_id, "READY")
    for name, errors, drift in (("first", 0.0, float("nan")), ("second", 3.0, 0.5)):
        for key, value in (("errors", errors), ("drift", drift)):
            client.log_metric(run, key, value, dataset_name=name, dataset_digest=f"d-{name}", model_id=model.model_id)
    return {"source": f"models:/{model.model_id}", "run_id": run, "model_id": model.model_id}


def copy_version(name, version, target):
    """Copies a version as MLflow's own client does: with all its tags."""
    client = MlflowClient()
    return plain(client.copy_model_version(f"models:/{name}/{version}", target))


def load(uri):
    """Loads a model as production does, and answers with what it says of the first tumour."""
    from sklearn.datasets import load_breast_cancer

    features = load_breast_cancer(as_frame=True).data
    return [int(each) for each in mlflow.sklearn.load_model(uri).predict(features.iloc[:3])]


def register_many(database, name, count):
    """Registers more versions than the API would in a test's time, straight in the server's database."""
    rows = ((name, number, 1_700_000_000_000 + number) for number in range(1, count + 1))
    with sqlite3.connect(database, timeout=30) as connection:
        connection.execute("INSERT INTO registered_models (name, creation_time) VALUES (?, 0)", (name,))
        connection.executemany(
            "INSERT INTO model_versions (name, version, creation_time, current_stage, source, status)"
            " VALUES (?, ?, ?, 'None', 's3://models/many', 'READY')",
            rows,
        )
    return count


def execute(database, statement, *values):
    """For states that the API has no way to: a version that is not ready."""
    with sqlite3.connect(database, timeout=30) as connection:
        return connection.execute(statement, values).rowcount


commands = {each.__name__: each for each in (train, call, log_run, log_zeros, copy_version, load, register_many, execute)}

for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = {"value": commands[asked["command"]](*asked.get("args", []), **asked.get("kwargs", {}))}
    except Exception as error:  # the test is told, whatever it is
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), file=answers, flush=True)
