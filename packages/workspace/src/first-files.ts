/** A policy to begin with. */
export const firstPolicy = `# May a model version move to the next stage? \`muster validate\` checks this file,
# \`muster check NAME@VERSION --to STAGE\` answers. Adapt names, people and bounds.
version: 1
name: models
description: Every model of this repository.
models: ["*"] # globs on the registered model's name; "!sandbox-*" leaves some out

groups:
  reviewers: [alice@example.com, bob@example.com]

stages: # the order is the promotion order
  - name: development # no gates: every registered version is in it
  - name: staging
    gates:
      - metric: accuracy
        min: 0.9
      - tag: description
        exists: true
        message: say in artifacts.yaml what the model is
  - name: production # after staging
    gates:
      - soak: 24h # in staging, without a break
      - metric: accuracy
        goal: maximize
        baseline: production # no worse than what is there now
        maxRegression: 0.5%
        noBaseline: pass # the first promotion has nothing to compare with
      - approvals: 1
        from: [reviewers]
        expires: 7d
`;

/** A configuration to begin with: registry and ledger in git. */
export const firstConfig = `# Where models are registered and where the proof is kept.
version: 1
registry:
  type: git # versions and stages are git tags, in GTO's format
  metrics: ["metrics/{model}.json"]
  params: ["params/{model}.json"]
  # remote: origin # push tags there and read them from there
ledger:
  type: git # one commit an event on the branch muster/ledger
  # remote: origin
# protectedRef: origin/main # read policy and configuration for promotions from there
`;
