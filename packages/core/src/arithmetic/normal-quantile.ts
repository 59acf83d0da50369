/**
 * How many standard deviations a two-sided interval of a normal variable reaches to each side when the probability `inside` lies
 * in it and `outside` = 1 - `inside` does not, which is at least 10^-10. Relative error about 10^-16.
 * M. J. Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988), without its region of rarer tails;
 * its coefficients as the nearest doubles.
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
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987, 67265.7709270087, 33430.57558358813,
  2509.0809287301227,
];
const centreDenominator = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854,
];
const flankNumerator = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684, 0.2417807251774506,
  0.022723844989269184, 0.0007745450142783414,
];
const flankDenominator = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457, 0.0005475938084995345,
  1.0507500716444169e-9,
];

const logarithmOfTwo = 0.6931471805599453;

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
