/** Runs in the extension host: the suite that `VSCODE_TEST_SUITE` names, whose verdict it leaves in a file. */
const verdictOf = async () => {
  try {
    const { pathToFileURL } = await import("node:url");
    const { run } = await import(pathToFileURL(process.env.VSCODE_TEST_SUITE).href);
    return await run();
  } catch (error) {
    return { passed: 0, failures: [String(error?.stack ?? error)] };
  }
};

exports.run = async () => {
  const { passed, failures } = await verdictOf();
  const ok = failures.length === 0 && passed > 0;
  const { writeFileSync } = await import("node:fs");
  writeFileSync(process.env.VSCODE_TEST_VERDICT, JSON.stringify({ ok, passed, failures }));
  if (!ok) throw new Error(`${failures.length} tests failed, ${passed} passed`);
};
