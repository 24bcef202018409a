import * as z from "zod/mini";
import { formNames } from "./strings/form";
import { gridNames } from "./strings/grid";
import { noticeNames } from "./strings/notice";
import { chartNames } from "./strings/chart";
import { toolbarNames } from "./strings/toolbar";
import { totalsNames } from "./strings/totals";

/**
 * Names of all texts of the order table. `{0}` and `{1}` in a text are placeholders. To add a text, add its name to
 * `strings/<component>.ts` here and the text to `src/order-table/strings/<component>.ts`; names are unique.
 */
export const stringNames = [
  ...toolbarNames,
  ...noticeNames,
  ...totalsNames,
  ...gridNames,
  ...formNames,
  ...chartNames,
] as const;

export type StringName = (typeof stringNames)[number];

/** Every text by name. */
export type Strings = Readonly<Record<StringName, string>>;

export const stringsSchema = z.record(z.enum(stringNames), z.string());
