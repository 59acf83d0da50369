const prefix = "muster.";

/** On a copy: the version that it was copied from. Never read as truth; it tells our copies from other people's. */
export const sourceTag = `${prefix}source`;
/** On a version: the digest of the decision that moved it last, and the ledger that keeps it. */
export const decisionTag = `${prefix}decision`;
export const ledgerTag = `${prefix}ledger`;

/** Whether a tag is one that we write. Those are for people who look in MLflow, and no facts. */
export const isOurs = (key: string): boolean => key.startsWith(prefix);

/** Whether a tag reads as if somebody had approved the version: that was said of the version where it stands, not of a copy. */
export const looksLikeApproval = (key: string, value: string): boolean => verdictKey.test(key) || verdictValue.test(value);

const verdictKey =
  /approv|sign(ed)?[-_. ]?off|reviewed|validated|certified|accepted|(review|validation|certification|acceptance)[-_. ]?(status|state|result|by)/i;
const verdictValue = /^\s*(approved|signed[-_. ]?off|reviewed|validated|certified|accepted)\s*$/i;
