/**
 * The number (high · 10000 + low) · 10^-decimals, in integers that a double holds exactly: |high|, |low| < 2^52, decimals ≤ 22.
 * Every operation is exact or gives undefined. Products are compared with 2^52 after they are rounded, which is safe:
 * what is 2^52 or more is never rounded to less, and below it every integer is a double.
 */
export interface Limbs {
  readonly high: number;
  readonly low: number;
  readonly decimals: number;
}

const base = 10_000;
const limit = 2 ** 52;

/** The powers of ten that a double holds exactly. */
const powers = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
] as const;
const mostDecimals = powers.length - 1;

const limbs = (high: number, low: number, decimals: number): Limbs | undefined =>
  Math.abs(high) < limit && Math.abs(low) < limit && decimals <= mostDecimals ? { high, low, decimals } : undefined;

const power = (exponent: number): number => powers[exponent] ?? Infinity;

/** The shortest decimal form of a double. */
export const limbsOf = (value: number): Limbs | undefined => shortLimbs(value) ?? limbsOfText(value);

const mostShort = 1e15;

/**
 * For doubles of few decimals, which most are. A quotient of two exact doubles is rounded once, so an integer k with
 * k / 10^decimals = value has the value's decimal form: of at most 15 digits only one rounds to it.
 */
const shortLimbs = (value: number): Limbs | undefined => {
  for (let decimals = 0; decimals <= 6; decimals++) {
    const scale = power(decimals);
    const scaled = Math.round(value * scale);
    if (Math.abs(scaled) >= mostShort) return undefined;
    if (scaled / scale === value) return { high: 0, low: scaled + 0, decimals };
  }
  return undefined;
};

/**
 * Its digits are d = k · 10^-decimals with |value - d| ≤ 2^-53 |d|, and a product adds as much again; so for k ≤ 10^15 the
 * product is off by less than ½ and rounding it gives k. Where k is larger, its last four digits are read from the text, and
 * the same holds for those before.
 */
const limbsOfText = (value: number): Limbs | undefined => {
  const text = String(value);
  if (text.includes("e") || !(Math.abs(value) < limit)) return undefined;
  const point = text.indexOf(".");
  const decimals = point === -1 ? 0 : text.length - point - 1;
  const scaled = value * power(decimals);
  if (Math.abs(scaled) <= 1e15) return { high: 0, low: Math.round(scaled), decimals };
  if (decimals === 0) return { high: 0, low: value, decimals };
  if (decimals < 4) return undefined;
  const tail = Number(text.slice(-4));
  const low = value < 0 ? -tail : tail;
  return { high: Math.round(value * power(decimals - 4) - low / base), low, decimals };
};

const shifted = (value: Limbs, to: number): Limbs | undefined => {
  const { high, low, decimals } = value;
  const by = to - decimals;
  if (by === 0) return value;
  if (by < 4) return limbs(high * power(by), low * power(by), to);
  const [first, second] = [high * power(by), low * power(by - 4)];
  return Math.abs(first) < limit && Math.abs(second) < limit ? limbs(first + second, 0, to) : undefined;
};

export const minus = (a: Limbs, b: Limbs): Limbs | undefined => {
  const decimals = Math.max(a.decimals, b.decimals);
  const one = shifted(a, decimals);
  const other = shifted(b, decimals);
  return one && other && limbs(one.high - other.high, one.low - other.low, decimals);
};

export const times = (a: Limbs, b: Limbs): Limbs | undefined => {
  const [factor, other] = a.high === 0 ? [a.low, b] : [b.low, a];
  return a.high !== 0 && b.high !== 0 ? undefined : limbs(factor * other.high, factor * other.low, a.decimals + b.decimals);
};

/** The low limb brought under 10000, so that the high limb leads. */
const carried = ({ high, low, decimals }: Limbs): Limbs => {
  const carry = Math.trunc(low / base);
  return { high: high + carry, low: low - carry * base, decimals };
};

export const signOf = (a: Limbs): number => {
  if (a.high === 0) return Math.sign(a.low) + 0;
  const { high, low } = carried(a);
  return Math.sign(high === 0 ? low : high) + 0;
};

/** The double nearest to it: a quotient of two exact doubles is rounded once, and so is a number read from text. */
export const numberOf = (a: Limbs): number => {
  if (a.high === 0) return a.low / power(a.decimals) + 0;
  const { high, low, decimals } = carried(a);
  const whole = high * base + low;
  return Math.abs(high) < limit / base ? whole / power(decimals) + 0 : Number(exactly(a));
};

/** As text, with every digit. */
export const exactly = (a: Limbs): string => {
  const { high, low, decimals } = carried(a);
  const negative = high === 0 ? low < 0 : high < 0;
  const [first, second] = negative ? [-high, -low] : [high, low];
  const [lead, tail] = second < 0 ? [first - 1, second + base] : [first, second];
  return `${negative ? "-" : ""}${lead}${String(tail).padStart(4, "0")}e-${decimals}`;
};
