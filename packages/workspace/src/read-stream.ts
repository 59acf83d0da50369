import { failure, maxEvidenceLength, success, type Result } from "@muster/core";

/** The text of a stream, told by the name that the user knows. No more is read than is needed to tell that it is too much: a device has no end. */
export const readStream = async (stream: AsyncIterable<Uint8Array>, name: string): Promise<Result<string>> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxEvidenceLength)
      return failure(
        "refused",
        `\`${name}\` is larger than the ${maxEvidenceLength / 1_048_576} MiB that are read`,
        "leave out what nothing asks for",
      );
  }
  try {
    return success(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch (error) {
    if (error instanceof TypeError) return failure("malformed", `\`${name}\` is no UTF-8 text`, "save it as UTF-8");
    throw error;
  }
};
