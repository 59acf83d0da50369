const sign = String.raw`[^\s\p{Cc}\p{Cf}\p{Co}\p{Cs}@<>()\[\]\\,;:"]`;
const address = new RegExp(String.raw`^${sign}+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$`, "u");
const nameAtHost = /^[A-Za-z0-9][A-Za-z0-9.-]*:[^\s\p{Cc}\p{Cf}\p{Co}\p{Cs}/][^\s\p{Cc}\p{Cf}\p{Co}\p{Cs}]*$/u;

/** Whether a text has the form of an address (`alice@example.com`) or of a name at a host (`github:alice`); characters that cannot be seen have no place in either. */
export const isIdentity = (text: string): boolean => address.test(text) || nameAtHost.test(text);
