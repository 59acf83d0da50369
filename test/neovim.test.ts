/** The language server in Neovim, as the page about editors configures it, asked by Neovim's own client. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const neovim = (): string => {
  const found = execFileSync("sh", ["-c", 'command -v "${NVIM_PATH:-nvim}" || true'], { encoding: "utf8" }).trim();
  if (found === "") throw new Error("no Neovim is installed: run `npx tsx scripts/neovim-env.ts`");
  return found;
};

const root = new URL("../../", import.meta.url);

/** The first Lua of the page. */
const configuration = (): string => {
  const [, lua] = /^```lua\n([^]*?)^```$/m.exec(readFileSync(new URL("docs/editors.md", root), "utf8")) ?? [];
  if (lua === undefined) throw new Error("docs/editors.md shows no Lua");
  return lua;
};

const policy = `version: 1
name: fraud-models
models: ["fraud-*"]
stages:
  - name: development
  - name: staging
    gates:
      - metric: auc
        mni: 0.9
        goal: 
`;

/** What somebody does who has the configuration of the page. */
const session = `
local answer = {}
vim.cmd("edit " .. os.getenv("MUSTER_FILE"))
vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local client = next(vim.lsp.buf_get_clients(0))
answer.diagnostics = vim.tbl_map(function(one)
  return { code = one.code, line = one.lnum + 1, column = one.col + 1, severity = vim.diagnostic.severity[one.severity], source = one.source }
end, vim.diagnostic.get(0))

-- Behind the last character, where only inserting can be.
local params = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 9, character = 14 } }
local replies = vim.lsp.buf_request_sync(0, "textDocument/completion", params, 60000)
local items = vim.lsp.util.text_document_completion_list_to_complete_items(replies[client].result, "")
answer.completion = vim.tbl_map(function(item) return item.word end, items)

vim.api.nvim_win_set_cursor(0, { 8, 10 })
vim.lsp.buf.hover()
local float
vim.wait(60000, function()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then float = window end
  end
  return float ~= nil
end, 20)
answer.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(float), 0, -1, false), "\\n")

vim.api.nvim_win_set_cursor(0, { 9, 9 })
local actions = vim.lsp.buf_request_sync(0, "textDocument/codeAction", {
  textDocument = vim.lsp.util.make_text_document_params(),
  range = { start = { line = 8, character = 9 }, ["end"] = { line = 8, character = 9 } },
  context = { diagnostics = {} },
}, 60000)
vim.lsp.util.apply_workspace_edit(actions[client].result[1].edit, "utf-16")
answer.mended = vim.api.nvim_buf_get_lines(0, 8, 9, false)[1]
vim.wait(60000, function()
  return vim.tbl_isempty(vim.tbl_filter(function(one) return one.code == "unknown-key" end, vim.diagnostic.get(0)))
end, 20)
answer.left = vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0))

vim.fn.writefile({ vim.json.encode(answer) }, os.getenv("MUSTER_ANSWER"))
vim.cmd("qall!")
`;

interface Answer {
  readonly diagnostics: readonly object[];
  readonly completion: readonly string[];
  readonly hover: string;
  readonly mended: string;
  readonly left: readonly string[];
}

describe("the language server in Neovim", function () {
  this.timeout(120_000);
  let folder: string;
  let answer: Answer;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "muster-nvim-"));
    const [file, script, written] = [join(folder, "promotion.yaml"), join(folder, "session.lua"), join(folder, "answer.json")];
    const plugins = join(folder, "nvim/plugin");
    mkdirSync(plugins, { recursive: true });
    writeFileSync(join(plugins, "muster.lua"), configuration());
    symlinkSync(fileURLToPath(new URL("packages/cli/bin/muster.js", root)), join(folder, "muster"));
    writeFileSync(file, policy);
    writeFileSync(script, session);
    const { status, stderr } = spawnSync(neovim(), ["--headless", "-n", "-i", "NONE", "-c", `luafile ${script}`], {
      cwd: folder,
      encoding: "utf8",
      timeout: 100_000,
      env: {
        ...process.env,
        PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}`,
        HOME: folder,
        XDG_CONFIG_HOME: folder,
        XDG_DATA_HOME: folder,
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: folder,
        MUSTER_FILE: file,
        MUSTER_ANSWER: written,
      },
    });
    assert.equal(status, 0, stderr);
    answer = JSON.parse(readFileSync(written, "utf8")) as Answer;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("shows what is wrong", () => {
    assert.deepEqual(answer.diagnostics, [
      { code: "unknown-key", line: 9, column: 9, severity: "ERROR", source: "muster" },
      { code: "wrong-value", line: 10, column: 9, severity: "ERROR", source: "muster" },
    ]);
  });

  it("completes", () => {
    assert.deepEqual(answer.completion, ["maximize", "minimize"]);
  });

  it("says what a key means", () => {
    assert.match(answer.hover, /The metric's name, or a glob/);
  });

  it("mends with a code action", () => {
    assert.equal(answer.mended, "        min: 0.9");
    assert.deepEqual(answer.left, ["wrong-value"]);
  });
});
