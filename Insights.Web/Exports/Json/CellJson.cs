using System.Text.Json;
using Insights.Analytics.Reports;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Exports.Json;

/// <summary>A cell as an object: its kind, its raw value, the text people see, and where its rows are.</summary>
internal sealed class CellJson(Utf8JsonWriter json, DateTimeZone zone)
{
    public void Write(string name, Cell? cell)
    {
        json.WritePropertyName(name);
        Write(cell);
    }

    public void Write(Cell? cell)
    {
        if (cell is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("kind", JsonWriter.Snake(cell.GetType().Name));
        Value(cell);
        json.WriteString("text", CellText.Of(cell, zone));
        if (cell.Link is not null)
            json.WriteString("link", cell.Link);
        json.WriteEndObject();
    }

    private void Value(Cell cell)
    {
        switch (cell)
        {
            case Cell.Text text:
                json.WriteString("value", text.Value);
                break;
            case Cell.Count count:
                json.WriteNumber("value", count.Value);
                break;
            case Cell.Share share:
                if (share.Denominator == 0)
                    json.WriteNull("value");
                else
                    json.WriteNumber("value", (double)share.Numerator / share.Denominator);
                json.WriteNumber("numerator", share.Numerator);
                json.WriteNumber("denominator", share.Denominator);
                break;
            case Cell.Points points:
                json.WriteNumber("value", points.Value);
                break;
            case Cell.Change change:
                json.WriteNumber("value", change.Value);
                break;
            case Cell.Money money:
                json.WriteNumber("value", money.Minor);
                json.WriteString("currency", money.Currency);
                json.WriteNumber("decimals", CellText.CurrencyDecimals(money.Currency));
                break;
            case Cell.Duration duration:
                json.WriteNumber("value", duration.Seconds);
                break;
            case Cell.Date date:
                json.WriteString("value", LocalDatePattern.Iso.Format(date.Value));
                break;
            case Cell.Moment moment:
                json.WriteString("value", InstantPattern.ExtendedIso.Format(moment.Value));
                break;
            case Cell.None none:
                json.WriteNull("value");
                json.WriteString("why", none.Why);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(cell), cell, "Unknown kind of cell.");
        }
    }
}
