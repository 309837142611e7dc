namespace Insights.Analytics.Metrics.Chargebacks.Patterns;

/// <summary>
/// Which part of its disputes a charge of an age has had so far. Read off disputes alone, allowing for those that cannot have come yet (the product-limit estimate for
/// right-truncated lags, Lynden-Bell 1971): of the disputes with a lag up to j on charges at least j days old, how many have a lag of exactly j?
/// </summary>
internal sealed class Development
{
    private readonly double[] _share;

    private Development(double[] share) => _share = share;

    /// <param name="disputes">Age of the charge and lag of the dispute, in whole days, of each dispute; the lag is at most the age.</param>
    /// <param name="longest">The greatest age asked for.</param>
    public static Development Of(IEnumerable<(int Age, int Lag)> disputes, int longest)
    {
        var exactly = new long[longest + 1];
        var atRisk = new long[longest + 2];
        foreach (var (age, lag) in disputes)
        {
            var (a, l) = (Math.Clamp(age, 0, longest), Math.Clamp(lag, 0, longest));
            l = Math.Min(l, a);
            exactly[l]++;
            // At risk at every j between the lag and the age.
            atRisk[l]++;
            atRisk[a + 1]--;
        }
        for (var j = 1; j <= longest; j++)
            atRisk[j] += atRisk[j - 1];

        var share = new double[longest + 1];
        var left = 1.0;
        for (var j = longest; j >= 0; j--)
        {
            share[j] = left;
            if (atRisk[j] > 0)
                left *= 1 - ((double)exactly[j] / atRisk[j]);
        }
        return new(share);
    }

    /// <summary>From 0 to 1; 1 at the greatest age.</summary>
    public double At(int age) => _share[Math.Clamp(age, 0, _share.Length - 1)];
}
