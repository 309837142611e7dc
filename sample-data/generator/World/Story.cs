using NodaTime;

namespace Insights.SampleData.World;

/// <summary>The time the sample covers, as Unix seconds and whole UTC days.</summary>
internal sealed class Story
{
    public const long DaySeconds = 86_400;

    public Story(SampleOptions options)
    {
        Options = options;
        End = options.End;
        Start = options.End.PlusMonths(-18).PlusDays(1);
        Days = Period.DaysBetween(Start, End) + 1;
        StartAt = At(0);
        var full = At(Days);
        var now = options.Now?.ToUnixTimeSeconds() ?? full;
        // A day begins earlier or later than UTC's in the workspace's zone; a clock further off would leave an empty story or an unfinished one.
        Now = Math.Clamp(now, At(Days - 2), full);
        Seed = Dice.Mix(0x1A5E, unchecked((ulong)options.Seed));
    }

    public SampleOptions Options { get; }
    public LocalDate Start { get; }
    public LocalDate End { get; }
    public int Days { get; }
    public long StartAt { get; }

    /// <summary>Nothing after this has happened.</summary>
    public long Now { get; }
    public ulong Seed { get; }
    public bool Planted => !Options.Null;

    public LocalDate Date(int day) => Start.PlusDays(day);

    /// <summary>First second of a day of the story.</summary>
    public long At(int day) => Instant.FromUtc(Start.Year, Start.Month, Start.Day, 0, 0).ToUnixTimeSeconds() + (day * DaySeconds);

    /// <summary>First second of the day so many days before the last one.</summary>
    public long Before(int days) => At(Days - 1 - days);

    public int DayOf(long at) => (int)Math.Floor((at - StartAt) / (double)DaySeconds);

    /// <summary>0 at the start of the story, 1 at its end.</summary>
    public double Progress(long at) => Math.Clamp((at - StartAt) / (double)(Days * DaySeconds), 0, 1);

    public static Instant Moment(long at) => Instant.FromUnixTimeSeconds(at);
}
