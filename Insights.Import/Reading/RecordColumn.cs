using System.Text;
using Insights.Import.Reading.Containers;

namespace Insights.Import.Reading;

/// <summary>
/// JSON records that lie in a column of a table, as the rejected rows of a JSON file are downloaded: one record a line, each on the line of its row in a
/// spreadsheet, so that a corrected download is the file's format again.
/// </summary>
internal sealed class RecordColumn : ReadOnlyStream
{
    public const string Name = "record";

    private readonly CsvReader _rows;
    private readonly int _column;
    private readonly MemoryStream _line = new();
    private bool _isBelowHeader;

    public RecordColumn(Stream utf8, CsvDialect dialect, int column)
    {
        _rows = new CsvReader(utf8, dialect);
        _column = column;
    }

    public override int Read(Span<byte> buffer)
    {
        while (_line.Position == _line.Length)
        {
            if (!_rows.Read())
                return 0;
            _line.SetLength(0);
            if (_isBelowHeader && _column < _rows.FieldCount)
                _line.Write(Encoding.UTF8.GetBytes(OneLine(Encoding.UTF8.GetString(_rows.Field(_column)))));
            _line.WriteByte((byte)'\n');
            _line.Position = 0;
            _isBelowHeader = true;
        }

        return _line.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Line ends inside a text of JSON are escaped; others were put in by whoever corrected it.</summary>
    private static string OneLine(string record) => record.Replace('\r', ' ').Replace('\n', ' ');
}
