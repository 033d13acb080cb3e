// The live room and the workbook: one custom element for each behaviour, registered by its own file.
export {};
