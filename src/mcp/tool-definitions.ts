import * as z from "zod/mini";
import { toolNames, type ToolName } from "../agents/tool-names";

/** A tool as a client lists it. */
export interface ToolDefinition {
  readonly name: ToolName;
  readonly title: string;
  readonly description: string;
  /** JSON Schema. */
  readonly inputSchema: { readonly type: "object"; readonly [keyword: string]: unknown };
}

const manifestSchema = z.object({
  contributes: z.object({
    languageModelTools: z.array(
      z.object({
        name: z.enum(Object.values(toolNames)),
        displayName: z.string(),
        modelDescription: z.string(),
        inputSchema: z.looseObject({ type: z.literal("object") }),
      }),
    ),
  }),
});

/** The tools of the extension's package.json, with titles in the display language where VS Code has resolved them. */
export function readToolDefinitions(packageJson: unknown): readonly ToolDefinition[] {
  return manifestSchema
    .parse(packageJson)
    .contributes.languageModelTools.map(({ name, displayName, modelDescription, inputSchema }) => ({
      name,
      title: displayName,
      description: modelDescription,
      inputSchema,
    }));
}
