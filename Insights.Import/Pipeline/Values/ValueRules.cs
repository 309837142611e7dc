using Insights.Import.Sources;
using NodaTime;

namespace Insights.Import.Pipeline.Values;

/// <summary>How the values of one file are written: its profile's conventions with what the source's settings say about them.</summary>
internal sealed record ValueRules
{
    public TimeConvention Times { get; init; } = TimeConvention.EachNamesItsZone;
    public DateConvention Dates { get; init; } = DateConvention.Iso;

    /// <summary>Of times that name none; null where the convention asks each to name it.</summary>
    public DateTimeZone? Zone { get; init; }
    public ZoneNames ZoneNames { get; init; } = ZoneNames.Common;
    public AmountConvention Amounts { get; init; } = AmountConvention.Major;
    public SignConvention Sign { get; init; } = SignConvention.Positive;
    public char DecimalMark { get; init; } = '.';

    /// <summary>See <see cref="FormatProfile.SerialEpoch"/>; null outside spreadsheets, where a number is never a date.</summary>
    public LocalDate? SerialEpoch { get; init; }

    public bool IsUtc => Times == TimeConvention.Utc;

    public static ValueRules Of(FormatProfile profile) => new()
    {
        Times = profile.Times,
        Dates = profile.Dates,
        Zone = profile.Times == TimeConvention.Utc ? DateTimeZone.Utc : profile.Zone is { } zone ? ZoneNames.Iana(zone) : null,
        ZoneNames = profile.ZoneNames,
        Amounts = profile.Amounts,
        Sign = profile.Sign,
        DecimalMark = profile.DecimalMark,
        SerialEpoch = profile.SerialEpoch,
    };

    /// <summary>The amount in minor units as stored, with its sign.</summary>
    public Fault? TryAmount(ReadOnlySpan<byte> text, Currency currency, out long minor)
    {
        var fault = Amounts switch
        {
            AmountConvention.Minor => AmountText.TryMinor(text, out minor),
            AmountConvention.Localised => AmountText.TryLocalised(text, DecimalMark, currency.Decimals, out minor),
            _ => Major(text, currency.Decimals, out minor),
        };
        return fault ?? currency.TryStored(minor, out minor);
    }

    private static Fault? Major(ReadOnlySpan<byte> text, int decimals, out long minor)
    {
        // Accountants' spreadsheets write (12.50) for -12.50.
        if (text.Length < 3 || text[0] != '(' || text[^1] != ')' || text[1] is (byte)'-' or (byte)'+')
            return AmountText.TryMajor(text, decimals, out minor);
        var fault = AmountText.TryMajor(text[1..^1], decimals, out minor);
        minor = -minor;
        return fault;
    }
}
