using System.Text;
using Insights.Import.Pipeline.Values;
using Insights.Import.Reading;
using Insights.Import.Sources;

namespace Insights.Import.Pipeline;

/// <summary>What a file's own dates say about the order of day and month. Values may prove an order; they never make one likely.</summary>
/// <param name="Order">Proven order, or null.</param>
/// <param name="IsContradictory">Some dates have the day first and some the month.</param>
/// <param name="IsNeeded">A date was seen that has no meaning without the order.</param>
/// <param name="Example">The date that proves, contradicts or needs the order.</param>
internal sealed record DateOrder(DateConvention? Order, bool IsContradictory, bool IsNeeded, string? Example, int Line)
{
    private const int SampledRows = 20_000;

    /// <summary>Reads the first rows of a delimited file; where they prove nothing, the person is asked.</summary>
    public static DateOrder Of(FileInspection file, FormatProfile profile) => Of(Cells(file, profile, _ => true));

    public static DateOrder Of(IEnumerable<(string Text, int Line)> dates)
    {
        DateConvention? proven = null;
        (string Text, int Line)? proof = null;
        (string Text, int Line)? needs = null;
        foreach (var date in dates)
        {
            if (LocalTime.Proves(date.Text) is { } order)
            {
                if (proven is not null && proven != order)
                    return new DateOrder(null, true, true, date.Text, date.Line);
                proven = order;
                proof ??= date;
            }
            else if (needs is null && LocalTime.NeedsOrder(date.Text))
            {
                needs = date;
            }
        }

        var example = proof ?? needs;
        return new DateOrder(proven, false, example is not null, example?.Text, example?.Line ?? 0);
    }

    /// <summary>The cells of the profile's date fields in the first rows.</summary>
    public static IEnumerable<(string Text, int Line)> Cells(FileInspection file, FormatProfile profile, Func<Column, bool> chosen)
    {
        using var reader = file.OpenRecords();
        for (int i = 0; i <= file.Recognition.HeaderRecord; i++)
        {
            if (!reader.Read())
                yield break;
        }

        var columns = new ColumnMap(profile, file.Recognition.Headers);
        Column[] dates = [.. profile.DateFields.Select(f => columns[f]).Where(c => c.Exists && chosen(c))];
        for (int i = 0; i < SampledRows && reader.Read(); i++)
        {
            foreach (var column in dates)
            {
                if (column.Ordinal < reader.FieldCount && reader.Field(column.Ordinal).Length is > 4 and < 60)
                    yield return (Encoding.UTF8.GetString(reader.Field(column.Ordinal)), reader.Line);
            }
        }
    }
}
