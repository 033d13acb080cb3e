// What the pages of comments load.
import "./workbook/early-warning";
