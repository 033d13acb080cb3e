"""Text that has broken documents elsewhere."""

HOSTILE = {
    "typst": '#set page() #panic("x") $x$ *b* _i_ `r` @ref <label> \\ #import "@preview/x:1.0.0": *',
    "markup": "<b>bold</b> &amp; <!-- ]]> --> <?xml?> <w:p/> {{ x }} {% y %}",
    "json": '"}],"title":"changed" \\u0041 \\" \\n end',
    "formula": "=cmd|' /C calc'!A0",
    "quotes": 'it\'s -- "quoted" ... (c) 1/2 ~ ---',
    "accents": "e\u0301tude Zoë Łódź Ελλάδα Привет",
    "field codes": '{ INCLUDETEXT "C:\\\\secret" } PAGE \\o \\h',
}

# What a PDF cannot draw, and how it names it.
NAMED = {
    "so 😀 far": "so [grinning face] far",
    "a 😀😀 b": "a [grinning face, grinning face] b",
    "👩\u200d🔬": "[woman, microscope]",
    "中": "[cjk unified ideograph-4e2d]",
    "\U000f0000": "[u+f0000]",
}
