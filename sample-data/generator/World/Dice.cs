namespace Insights.SampleData.World;

/// <summary>
/// Seeded chance whose sequence is ours (SplitMix64), so that the same seed gives the same bytes on every runtime version.
/// Each vendor's day has its own dice: planting something on one day moves nothing anywhere else.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public static Dice For(ulong seed, ulong a, ulong b = 0, ulong c = 0) => new(Mix(Mix(Mix(seed, a), b), c));

    /// <summary>Scrambles two numbers into one; for a fixed first number it is one-to-one, so running numbers never collide.</summary>
    public static ulong Mix(ulong seed, ulong value)
    {
        unchecked
        {
            var z = (value * 0xD1342543DE82EF95UL) ^ (seed * 0x9E3779B97F4A7C15UL);
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    public ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }

    /// <summary>At least 0, below 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Unit() < probability;

    public int Below(int limit) => (int)(Unit() * limit);

    /// <summary>Both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public double Normal()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - Unit()));
        return radius * Math.Cos(2 * Math.PI * Unit());
    }

    public double LogNormal(double median, double sigma) => median * Math.Exp(sigma * Normal());

    public double Exponential(double mean) => -mean * Math.Log(1 - Unit());

    public int Poisson(double mean)
    {
        if (mean > 40)
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Unit(); product > limit; product *= Unit())
            count++;
        return count;
    }
}
