/**
 * How many standard deviations a two-sided interval of a normal variable reaches to each side when the probability `inside` lies
 * in it and `outside` = 1 - `inside` does not, which is at least 10^-10. Relative error about 10^-16.
 * M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988), without its region of rarer tails.
 */
export const twoSidedNormalQuantile = (inside: number, outside: number): number => {
  const q = inside / 2;
  if (q <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(centreNumerator, r)) / polynomial(centreDenominator, r);
  }
  const r = Math.sqrt(-naturalLogarithm(outside / 2)) - 1.6;
  return polynomial(flankNumerator, r) / polynomial(flankDenominator, r);
};

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);

const centreNumerator = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
  33430.575583588128105, 2509.0809287301226727,
];
const centreDenominator = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061, 28729.085735721942674,
  5226.495278852854561,
];
const flankNumerator = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const flankDenominator = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459, 0.0151986665636164571966,
  5.475938084995344946e-4, 1.05075007164441684324e-9,
];

const logarithmOfTwo = 0.693147180559945309417;

/** For 0 < x ≤ 1. `Math.log` may differ from host to host in its last digit; a decision may not. */
const naturalLogarithm = (x: number): number => {
  let [mantissa, halvings] = [x, 0];
  for (; mantissa < Math.SQRT1_2; mantissa *= 2) halvings += 1;
  // ln m = 2 artanh((m - 1) / (m + 1)); the argument's square is under 0.03.
  const s = (mantissa - 1) / (mantissa + 1);
  let sum = 0;
  for (let power = 23; power > 0; power -= 2) sum = sum * s * s + 1 / power;
  return 2 * s * sum - halvings * logarithmOfTwo;
};
