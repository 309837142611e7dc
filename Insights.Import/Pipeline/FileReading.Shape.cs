using System.Text;
using Insights.Import.Reading;

namespace Insights.Import.Pipeline;

/// <content>Whether a record is a row of its table: marks, blanks, cells too few or too many, quotes that never end.</content>
internal sealed partial class FileReading
{
    /// <summary>A broken record is a row, so that it is told.</summary>
    private bool IsMarkedRow(CsvReader record)
    {
        if (record.Fault != RecordFault.None)
            return true;
        string mark = Encoding.UTF8.GetString(record.Field(0).Trim(" \t\""u8));
        return profile.RowMarks.Contains(mark, StringComparer.OrdinalIgnoreCase);
    }

    private static string[] Cells(CsvReader record)
    {
        string[] cells = new string[record.FieldCount];
        for (int i = 0; i < cells.Length; i++)
            cells[i] = Protect.Clean(Encoding.UTF8.GetString(record.Field(i)).Trim().Trim('\uFEFF'));
        return cells;
    }

    /// <summary>Nothing but delimiters: how spreadsheets write rows that were once in use.</summary>
    private bool IsEmptyRow(CsvReader record)
    {
        var raw = record.Raw;
        if (raw.Length > 0 && raw[0] != file.Dialect.Delimiter && raw[0] != ' ' && raw[0] != '"')
            return false;
        for (int i = 0; i < record.FieldCount; i++)
        {
            if (!record.Field(i).Trim(" \t"u8).IsEmpty)
                return false;
        }

        return true;
    }

    /// <summary>Records that are broken, cut off or shifted cannot be mapped: their cells would land in the wrong columns.</summary>
    private bool HasRightShape(CsvReader record, int expected, Row row)
    {
        row.ExtraCells = Math.Max(0, record.FieldCount - expected);
        if (record.Fault == RecordFault.UnclosedQuote)
        {
            row.Reject(null, Start(record.Field(record.FieldCount - 1)), "quote-not-closed", $"A quote opens on line {record.FaultLine} and is never closed. Only this row was left out; reading went on with the next line. Close or double the quote.");
            return false;
        }

        if (record.Fault == RecordFault.TooLong)
        {
            row.Reject(null, Start(record.Field(0)), "record-too-long", "The line is longer than any row can be. Check the file's delimiter and line ends.");
            return false;
        }

        if (record.FieldCount > expected && profile.RowMarks.Count > 0)
        {
            row.Warn(null, null, "cells-beyond-header", $"The row has {record.FieldCount} cells and the header {expected}. Those beyond the header were not read.");
        }
        else if (record.FieldCount > expected && !profile.MayHaveExtraCells)
        {
            for (int i = expected; i < record.FieldCount; i++)
            {
                if (record.Field(i).IsEmpty)
                    continue;
                row.Reject(null, Start(record.Field(i)), "too-many-cells", $"The row has {record.FieldCount} cells and the header {expected}: probably a delimiter inside a text without quotes. Put the text in quotes.");
                return false;
            }
        }
        else if (record.FieldCount < expected)
        {
            if (file.IsJsonTable)
            {
                row.Reject(null, Start(record.Field(0)), "json-not-valid", "The record is no valid JSON object: cut off or edited by hand. Export it again.");
                return false;
            }

            if (record.EndsWithoutLineEnd)
            {
                row.Reject(null, Start(record.Field(record.FieldCount - 1)), "row-cut-off", $"The file ends in the middle of its last row, after {record.FieldCount} of {expected} cells. Export or download it again.");
                return false;
            }

            if (record.FieldCount == 1 || record.FieldCount * 2 < expected)
            {
                row.Reject(null, Start(record.Field(0)), "too-few-cells", $"The row has {record.FieldCount} cells and the header {expected}. If it is a footer or a note, remove it; otherwise export the file again.");
                return false;
            }

            row.Warn(null, null, "cells-missing", $"The row has {record.FieldCount} cells and the header {expected}. The missing ones at its end were taken as empty.");
        }

        if (record.HasStrayQuote)
            row.Warn(null, null, "stray-quote", "A quoted cell holds quotes that are not doubled. Its text was kept as it stands.");
        return true;
    }

    private static string Start(ReadOnlyMemory<byte> record) => Start(record.Span);

    private static string Start(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text[..Math.Min(text.Length, 120)]);
}
