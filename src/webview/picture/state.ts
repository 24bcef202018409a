import * as z from "zod/mini";

export const pictureSchema = z.object({
  open: z.boolean(),
  /** Figures in place of bars. */
  table: z.boolean(),
  /** The currency in sight; that with the most orders if null or not there. */
  currency: z.nullable(z.string()),
});

/** What the user made of the picture. */
export type PictureState = z.infer<typeof pictureSchema>;

export const freshPicture: PictureState = { open: true, table: false, currency: null };
