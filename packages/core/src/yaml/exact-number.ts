import Big from "big.js";

/** Whether a double, in its shortest decimal form, is the number that its author wrote (YAML 1.2 core schema). */
export const isExact = (written: string, value: number): boolean => {
  if (!Number.isFinite(value)) return false;
  if (written === String(value)) return true;
  if (/^0[xo]/.test(written)) return Number.isSafeInteger(value);
  // An exponent beyond what a double can hold would cost the decimal library its digits.
  if (value === 0) return !/[1-9]/.test(written.replace(/e.*/i, ""));
  return new Big(written.replace(/^\+/, "")).eq(new Big(String(value)));
};
