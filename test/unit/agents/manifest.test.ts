import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import "./vscode-stub";
import * as z from "zod/mini";
import { toolNames } from "../../../src/agents/tool-names";
import { inputSchemas } from "../../../src/agents/run-tool";

interface Schema {
  readonly description?: string;
  readonly properties: Readonly<Record<string, { readonly description?: string }>>;
}
interface Tool {
  readonly name: keyof typeof inputSchemas;
  readonly toolReferenceName: string;
  readonly modelDescription: string;
  readonly inputSchema: Schema;
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly contributes: { readonly languageModelTools: readonly Tool[] };
};
const tools = manifest.contributes.languageModelTools;

function withoutDescriptions({ properties, ...schema }: Schema): unknown {
  const plain = Object.entries(properties).map(([name, property]) => [name, { ...property, description: undefined }]);
  return { ...schema, properties: Object.fromEntries(plain) as unknown };
}

/** Without what is undefined. */
function toJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe("The tools in the manifest", () => {
  it("are those of the code, with the same inputs, each of which is described", () => {
    assert.deepEqual(tools.map(({ name }) => name).sort(), Object.values(toolNames).sort());
    for (const { name, inputSchema } of tools) {
      const expected = { ...z.toJSONSchema(inputSchemas[name]), $schema: undefined };
      assert.deepEqual(toJson(withoutDescriptions(inputSchema)), toJson(expected), name);
      for (const [property, { description }] of Object.entries(inputSchema.properties))
        assert((description ?? "").length > 10, `${name}: ${property}`);
    }
  });

  it("say that they change nothing, and name only tools that exist", () => {
    const known = new Set<string>(Object.values(toolNames));
    for (const { name, modelDescription, toolReferenceName } of tools) {
      assert.match(modelDescription, /changes nothing|Sends no request/, name);
      assert.match(toolReferenceName, /^joker[A-Z]\w+$/);
      for (const mentioned of modelDescription.match(/joker-dmapi_\w+/g) ?? []) assert(known.has(mentioned), mentioned);
    }
  });
});
