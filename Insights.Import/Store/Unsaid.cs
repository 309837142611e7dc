namespace Insights.Import.Store;

/// <summary>
/// What the layout of a whole row has no place for. Such fields keep what is stored of them: a ticket exported again without its metrics has not
/// lost them, and a list without a column for brands does not take the brand away. A place that is there and empty does.
/// </summary>
[Flags]
internal enum Unsaid
{
    None = 0,

    /// <summary>The durations and counts that a help desk reports of its tickets.</summary>
    Reported = 1,

    /// <summary>A ticket's brand.</summary>
    Brand = 2,

    /// <summary>What a request held at the start.</summary>
    Intake = 4,
}
