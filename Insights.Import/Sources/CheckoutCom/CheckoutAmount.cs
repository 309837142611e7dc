using System.Globalization;
using System.Text;
using Insights.Import.Pipeline;
using Insights.Import.Pipeline.Values;

namespace Insights.Import.Sources.CheckoutCom;

/// <summary>
/// Amounts of Checkout.com's reports: major units with a sign and as many decimals as the calculation of a fee gave, so they are rounded to the
/// currency's, half away from zero. A sum of rounded ones may be a minor unit off; see <see cref="Tolerance"/>.
/// </summary>
internal static class CheckoutAmount
{
    public const long Tolerance = 1;

    private const decimal Most = 1_000_000_000_000_000;

    public static long? Of(Row row, Column column, Currency currency)
    {
        var cell = row.Bytes(column);
        if (cell.IsEmpty)
            return null;
        string text = Encoding.UTF8.GetString(cell);
        // A small number in scientific notation (-1.2E-05) has lost nothing; a large one has lost its digits.
        if (SpreadsheetDamage.IsScientific(cell))
        {
            row.Bad(column.IsRequired, column.Header, text, AmountText.Scientific);
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out decimal major))
        {
            row.Bad(column.IsRequired, column.Header, text, text.Contains(',', StringComparison.Ordinal) ? AmountText.LocalFormat : AmountText.NotANumber);
            return null;
        }

        if (Math.Abs(major) > Most)
        {
            row.Bad(column.IsRequired, column.Header, text, AmountText.TooLarge);
            return null;
        }

        for (int i = 0; i < currency.StoredDecimals; i++)
            major *= 10;
        major = Math.Round(major, MidpointRounding.AwayFromZero);
        if (Math.Abs(major) <= Most)
            return (long)major;
        row.Bad(column.IsRequired, column.Header, text, AmountText.TooLarge);
        return null;
    }
}
