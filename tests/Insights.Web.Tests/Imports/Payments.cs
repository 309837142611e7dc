using System.Globalization;
using System.Text;

namespace Insights.Web.Tests.Imports;

/// <summary>Made-up payments in the canonical layout.</summary>
internal static class Payments
{
    public const string Header = "transaction_id,vendor,kind,status,occurred_at,amount,currency";

    public static byte[] Csv(int rows, string prefix = "pay", string extra = "")
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var i = 0; i < rows; i++)
            text.Append(CultureInfo.InvariantCulture, $"{prefix}-{i},oak,charge,succeeded,2026-10-{(i % 28) + 1:00}T10:00:00Z,{10 + (i % 90)}.50,EUR\n");
        return Encoding.UTF8.GetBytes(text.Append(extra).ToString());
    }
}
