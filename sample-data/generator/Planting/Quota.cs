namespace Insights.SampleData.Planting;

/// <summary>
/// Picks a share of what passes by counting instead of by luck, so that a planted effect has its stated size at every scale and seed
/// and only the natural noise around it is random.
/// </summary>
internal sealed class Quota
{
    private double owed = 0.5;

    public bool Takes(double share)
    {
        owed += share;
        if (owed < 1)
            return false;
        owed -= 1;
        return true;
    }
}
