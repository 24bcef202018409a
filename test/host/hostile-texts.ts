/** What a server may send where a name, a state or an object is expected. The sandbox takes no tabs and line ends in them. */
export const hostileTexts: readonly string[] = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  "<a href='command:joker.signOut'>x</a>",
  "[click](command:joker.signOut)",
  "![x](https://evil.example/x.png)",
  "<https://evil.example>",
  "$(trash) $(bell~spin)",
  "**bold** _it_ `code` # h",
  "\u001b[31mred\u001b[0m \u0007",
  "\u202egnp.exe \u2066x\u2069 \u200f",
  '=HYPERLINK("http://evil.example")',
  "__proto__",
  "constructor",
  "%s %d {0} {1} %title%",
  "&lt;b&gt; &#60;i&#62;",
  `long-${"x".repeat(20_000)}`,
];
