"""Trains scikit-learn classifiers on a real data set, logs their runs and registers them, as a team would with MLflow."""

import mlflow
from mlflow import MlflowClient
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

MODEL = "tumours"


def datasets():
    """The data set in three parts: to train on, to hold out, and a second one to measure on."""
    frame = load_breast_cancer(as_frame=True).frame
    train, rest = train_test_split(frame, test_size=0.4, random_state=7)
    holdout, shadow = train_test_split(rest, test_size=0.5, random_state=7)
    return {"train": train, "holdout": holdout, "shadow": shadow}


def measure(model, frame):
    features, target = frame.drop(columns="target"), frame["target"]
    return {
        "auc": float(roc_auc_score(target, model.predict_proba(features)[:, 1])),
        "recall": float(recall_score(target, model.predict(features))),
    }


def train():
    """Registers two versions. The first as MLflow 2 did, by its run; the second as a logged model, measured on two data sets."""
    frames = datasets()
    inputs = {name: mlflow.data.from_pandas(frame, name=name, targets="target") for name, frame in frames.items()}
    client = MlflowClient()
    client.create_registered_model(MODEL, tags={"risk_tier": "high", "team": "oncology"})
    mlflow.set_experiment(MODEL)
    made = []
    for strength, columns in ((0.001, 3), (1.0, 30)):
        frame = frames["train"]
        features = frame.drop(columns="target").iloc[:, :columns]
        narrowed = {name: each[[*features.columns, "target"]] for name, each in frames.items()}
        model = make_pipeline(StandardScaler(), LogisticRegression(C=strength)).fit(features, frame["target"])
        with mlflow.start_run(tags={"team": "of the run", "git": "4f2c"}) as run:
            mlflow.set_tag("mlflow.user", "erin@example.com")
            mlflow.log_params({"C": strength, "framework": "scikit-learn", "features": columns})
            mlflow.log_input(inputs["train"], context="training")
            holdout = measure(model, narrowed["holdout"])
            shadow = measure(model, narrowed["shadow"])
            if columns == 3:
                mlflow.log_input(inputs["holdout"], context="evaluation")
                mlflow.log_metrics({**holdout, "latency_p95_ms": 4.5})
                source, model_id = f"runs:/{run.info.run_id}/model", None
            else:
                logged = mlflow.sklearn.log_model(model, name="model", pip_requirements=["scikit-learn"])
                mlflow.log_metrics(holdout, dataset=inputs["holdout"], model_id=logged.model_id)
                mlflow.log_metric("auc", shadow["auc"], dataset=inputs["shadow"], model_id=logged.model_id)
                mlflow.log_metrics({"latency_p95_ms": 6.25, "rejected": 0.0, "drift": float("nan"), "loss": float("inf")})
                source, model_id = logged.model_uri, logged.model_id
        tags = {"model_card": f"cards/{columns}.md"}
        version = client.create_model_version(MODEL, source, run.info.run_id, tags=tags, model_id=model_id)
        digests = {name: each.digest for name, each in inputs.items()}
        made.append({"version": str(version.version), "run": run.info.run_id, "holdout": holdout, "shadow": shadow, "digests": digests})
    return made
