import type { jsonSchemaValidator } from "@modelcontextprotocol/server";

/**
 * Takes the place of the SDK's JSON Schema validator, also in the bundle (`esbuild-chunks.mjs`): the tools check their input
 * themselves, and nothing else is validated by a JSON Schema.
 */
export class NoSchemaValidator implements jsonSchemaValidator {
  getValidator(): never {
    throw new Error("There is no validator for JSON Schema");
  }
}

export { NoSchemaValidator as DefaultJsonSchemaValidator };
