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

/** A test of that policy. */
export const firstPolicyTest = `# What the policy beside this file must decide; \`muster test\` runs it, \`muster test --coverage\` says what no case shows.
version: 1
to: production
at: 2026-11-20T10:00:00Z

evidence: # a version with everything in order; each case says what differs
  model: classifier
  request: { requester: carol@example.com }
  candidate:
    version: v1.1.0
    author: erin@example.com
    createdAt: 2026-11-10T08:00:00Z
    tags: { description: tells cats from dogs }
    metrics: { accuracy: 0.95 }
  stages:
    staging: { version: v1.1.0, since: 2026-11-18T09:00:00Z }
    production: { version: v1.0.0 }
  baselines:
    production: { version: v1.0.0, metrics: { accuracy: 0.94 } }
  approvals:
    - { by: alice@example.com, decision: approve, at: 2026-11-19T12:00:00Z }

cases:
  - name: a version with everything in order may go to production
    expect: allowed
  - name: a version that is worse than what is there may not
    evidence: { candidate: { metrics: { accuracy: 0.92 } } }
    expect: { verdict: denied, gates: { metric:accuracy: failed } }
  - name: without a reviewer's approval it waits
    evidence: { approvals: null }
    expect: { verdict: waiting, gates: { approvals:reviewers: waiting } }
  - name: an accuracy just below the floor is not enough for staging
    to: staging
    evidence: { stages: null, candidate: { metrics: { accuracy: 0.899 } } }
    expect: { verdict: denied, gates: { metric:accuracy: { outcome: failed, code: below-minimum } } }
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
