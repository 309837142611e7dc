namespace Insights.SampleData.Planting;

/// <summary>A half-open span of Unix seconds.</summary>
internal readonly record struct Window(long From, long To)
{
    public bool Covers(long at) => at >= From && at < To;
}
