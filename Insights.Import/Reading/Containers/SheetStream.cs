using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace Insights.Import.Reading.Containers;

/// <summary>
/// A sheet as CSV in UTF-8, made while it is read: a line a row, so that a workbook's rows run through the same steps as any other file's.
/// Formulas give the values the spreadsheet last computed.
/// </summary>
internal sealed class SheetStream : ReadOnlyStream
{
    /// <summary>What a spreadsheet can hold; a file that says more is no spreadsheet's.</summary>
    private const int MostRows = 1 << 20;
    private const int MostColumns = 1 << 14;

    private readonly IExcelDataReader _reader;
    private readonly string _workbook;
    private readonly MergedLabels _merged;
    private readonly MemoryStream _line = new();
    private readonly StringBuilder _text = new();
    private readonly int _columns;
    private int _row;

    public SheetStream(IExcelDataReader reader, int sheet, string workbook, string name)
    {
        _reader = reader;
        _workbook = $"{workbook}, sheet {name},";
        try
        {
            for (int i = 0; i < sheet; i++)
                reader.NextResult();
            _columns = reader.FieldCount;
            if (_columns > MostColumns)
                throw new UnreadableContainerException($"{_workbook} has more columns than a spreadsheet can. Save it as CSV UTF-8 and import that.");
            _merged = new MergedLabels(reader.MergeCells);
        }
        catch (Exception problem) when (problem is not (IOException or OutOfMemoryException))
        {
            reader.Dispose();
            throw Workbook.Damaged(_workbook, problem);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        while (_line.Position == _line.Length)
        {
            if (!NextRow())
                return 0;
        }

        return _line.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _reader.Dispose();
        base.Dispose(disposing);
    }

    private bool NextRow()
    {
        try
        {
            if (!_reader.Read())
                return false;
            if (_row >= MostRows)
                throw new UnreadableContainerException($"{_workbook} has more rows than a spreadsheet can. Save it as CSV UTF-8 and import that.");
            _text.Clear();
            bool isBlank = true;
            for (int i = 0; i < _columns; i++)
            {
                object? value = i < _reader.FieldCount ? _reader.GetValue(i) : null;
                string cell = value is null ? "" : SheetValue.Text(value, () => _reader.GetNumberFormatString(i));
                cell = _merged.Label(_row, i, cell, value);
                isBlank &= cell.Length == 0;
                if (i > 0)
                    _text.Append(',');
                Append(cell);
            }

            if (isBlank)
                _text.Clear();
            _text.Append('\n');
            _row++;
        }
        catch (Exception problem) when (problem is not (IOException or OutOfMemoryException))
        {
            throw Workbook.Damaged(string.Create(CultureInfo.InvariantCulture, $"{_workbook} after row {_row},"), problem);
        }

        _line.SetLength(0);
        _line.Write(Encoding.UTF8.GetBytes(_text.ToString()));
        _line.Position = 0;
        return true;
    }

    private void Append(string cell)
    {
        if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            _text.Append(cell);
            return;
        }

        _text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
