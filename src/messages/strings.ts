import * as z from "zod/mini";
import { formNames } from "./strings/form";
import { gridNames } from "./strings/grid";
import { noticeNames } from "./strings/notice";
import { pictureNames } from "./strings/picture";
import { toolbarNames } from "./strings/toolbar";
import { totalsNames } from "./strings/totals";

/**
 * Names of all the text the table shows. `{0}` and `{1}` in a text stand for what the table fills in. A new text is a name
 * in `strings/<component>.ts` here and the text in `src/table/strings/<component>.ts`; names are unique over all of them.
 */
export const stringNames = [
  ...toolbarNames,
  ...noticeNames,
  ...totalsNames,
  ...gridNames,
  ...formNames,
  ...pictureNames,
] as const;

export type StringName = (typeof stringNames)[number];

/** Every text by name. */
export type Strings = Readonly<Record<StringName, string>>;

export const stringsSchema = z.record(z.enum(stringNames), z.string());
