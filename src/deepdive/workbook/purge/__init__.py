"""Removing something from a workbook for good: from what it says, from its history, and from the tables
beside it. Nothing else in AI Deep Dive forgets what was once written."""
