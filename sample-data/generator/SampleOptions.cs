using NodaTime;

namespace Insights.SampleData;

/// <summary>How much is written: about 75 thousand, one million or ten million payment rows.</summary>
public enum Scale
{
    Demo,
    OneMillion,
    TenMillion,
}

/// <summary>Everything the sample depends on: the same options give the same bytes.</summary>
/// <param name="End">The last day. The story starts 18 months before it.</param>
/// <param name="Null">The null world: the same base rates, nothing planted, every vendor alike.</param>
public sealed record SampleOptions(Scale Scale, int Seed, LocalDate End, bool Null = false)
{
    /// <summary>
    /// The instant the files are "exported": nothing after it has happened yet, so tickets are open, refunds are pending and evidence is due.
    /// Null means the end of the last day in UTC.
    /// </summary>
    public Instant? Now { get; init; }

    /// <summary>Payment rows aimed at, for a reduced demo in tests; null takes the scale's own size.</summary>
    public int? Transactions { get; init; }
}
