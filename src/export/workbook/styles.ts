import type { TextStyle } from "./workbook";

/** The most decimals of a number that stays a number. */
export const maxDecimals = 10;

const textFormat = 49;
const dateTimeFormat = 164;
const firstAmountFormat = 165;

/** Indexes of the cell formats in `createStylesXml`. */
export const styleIds = {
  text: 1,
  time: 2,
  count: 3,
  header: 4,
  title: 5,
  wrapped: 6,
  numberHeader: 7,
} as const satisfies Record<TextStyle | "text" | "time" | "count", number>;

/** The cell format of an amount with this many decimals, of which at least two are shown. */
export function amountStyleId(decimals: number): number {
  return firstAmountStyle + Math.max(0, decimals - 2);
}

const firstAmountStyle = Object.keys(styleIds).length + 1;
const amountFormats = Array.from({ length: maxDecimals - 1 }, (_, index) => `#,##0.${"0".repeat(index + 2)}`);

/** The part `styles.xml`. Text has the format Text, so that editing a cell does not convert it. */
export function createStylesXml(): string {
  const numberFormats = [
    `<numFmt numFmtId="${dateTimeFormat}" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/>`,
    ...amountFormats.map((code, index) => `<numFmt numFmtId="${firstAmountFormat + index}" formatCode="${code}"/>`),
  ];
  const cellFormats = [
    createCellFormat(0),
    createCellFormat(textFormat),
    createCellFormat(dateTimeFormat, { alignment: 'horizontal="left"' }),
    createCellFormat(3),
    createCellFormat(textFormat, headerFormat),
    createCellFormat(textFormat, { font: 2 }),
    createCellFormat(textFormat, { alignment: 'vertical="top" wrapText="1"' }),
    createCellFormat(textFormat, { ...headerFormat, alignment: 'horizontal="right"' }),
    ...amountFormats.map((_, index) => createCellFormat(firstAmountFormat + index)),
  ];
  return [
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="${numberFormats.length}">${numberFormats.join("")}</numFmts>`,
    `<fonts count="3">${font("")}${font("<b/>")}${font("<b/>", 14)}</fonts>`,
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE7ECF3"/><bgColor indexed="64"/></patternFill></fill></fills>',
    `<borders count="2">${border("")}${border('<color rgb="FF8A97A8"/>')}</borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${cellFormats.length}">${cellFormats.join("")}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    "</styleSheet>",
  ].join("");
}

const headerFormat = { font: 1, fill: 2, border: 1 };

function font(weight: string, size = 11): string {
  return `<font>${weight}<sz val="${size}"/><name val="Calibri"/><family val="2"/></font>`;
}

function border(bottom: string): string {
  const bottomEdge = bottom ? `<bottom style="thin">${bottom}</bottom>` : "<bottom/>";
  return `<border><left/><right/><top/>${bottomEdge}<diagonal/></border>`;
}

interface CellFormat {
  readonly font?: number;
  readonly fill?: number;
  readonly border?: number;
  readonly alignment?: string;
}

function createCellFormat(
  numberFormat: number,
  { font = 0, fill = 0, border = 0, alignment }: CellFormat = {},
): string {
  const applied = `applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"`;
  const start = `<xf numFmtId="${numberFormat}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" ${applied}`;
  return alignment ? `${start} applyAlignment="1"><alignment ${alignment}/></xf>` : `${start}/>`;
}
