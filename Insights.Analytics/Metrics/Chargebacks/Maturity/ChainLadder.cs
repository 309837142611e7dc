namespace Insights.Analytics.Metrics.Chargebacks.Maturity;

/// <summary>
/// What a triangle grows to when young cohorts go on as older ones did: f_k = ΣC(i,k+1) / ΣC(i,k), ultimate = latest × Πf, with the
/// standard errors of T. Mack (1993), which assume nothing about the shape of the counts.
/// </summary>
public sealed class ChainLadder
{
    private readonly double?[] _factors;
    private readonly double?[] _spreads;
    private readonly double[] _bases;

    private ChainLadder(CohortTriangle triangle)
    {
        Triangle = triangle;
        var steps = Math.Max(0, triangle.Ages - 1);
        (_factors, _spreads, _bases) = (new double?[steps], new double?[steps], new double[steps]);
        for (var k = 0; k < steps; k++)
            Develop(k);
    }

    public CohortTriangle Triangle { get; }

    /// <summary>From each age to the next; null where no cohort had a dispute by the first of the two.</summary>
    public IReadOnlyList<double?> Factors => _factors;

    public static ChainLadder Of(CohortTriangle triangle) => new(triangle);

    /// <summary>The share of its final disputes that a cohort seen for this many columns has had: 1 / Πf. Null where a factor is undefined.</summary>
    public double? Developed(int seen)
    {
        var product = 1.0;
        for (var k = seen - 1; k < _factors.Length; k++)
        {
            if (_factors[k] is not { } factor)
                return null;
            product *= factor;
        }
        return 1 / product;
    }

    /// <summary>What the cohort grows to; null where a factor on the way is undefined.</summary>
    public double? Ultimate(int cohort) => Developed(Triangle.Seen(cohort)) is { } developed ? Triangle.Latest(cohort) / developed : null;

    /// <summary>Still to come.</summary>
    public double? Reserve(int cohort) => Ultimate(cohort) - Triangle.Latest(cohort);

    /// <summary>The standard error of <see cref="Ultimate"/>: of the process and of the factors' estimation together. Null where it cannot be told.</summary>
    public double? StandardError(int cohort) => Variance(cohort) is { } variance ? Math.Sqrt(variance) : null;

    public double? TotalReserve() => Enumerable.Range(0, Triangle.Cohorts).Aggregate((double?)0, (sum, cohort) => sum + Reserve(cohort));

    /// <summary>Cohorts share their factors, so that their errors do not simply add.</summary>
    public double? TotalStandardError()
    {
        double? total = 0;
        for (var i = 0; i < Triangle.Cohorts; i++)
        {
            if (Triangle.Seen(i) == Triangle.Ages)
                continue;
            double? younger = 0, shared = 0;
            for (var j = i + 1; j < Triangle.Cohorts; j++)
                younger += Ultimate(j);
            for (var k = Triangle.Seen(i) - 1; k < _factors.Length; k++)
                shared += 2 * _spreads[k] / (_factors[k] * _factors[k]) / _bases[k];
            total += Variance(i) + (Ultimate(i) * younger * shared);
        }
        return total is { } variance ? Math.Sqrt(variance) : null;
    }

    /// <summary>mse(R) = U² Σ σ²/f² (1/Ĉ + 1/S).</summary>
    private double? Variance(int cohort)
    {
        double? sum = 0;
        double? reached = Triangle.Latest(cohort);
        for (var k = Triangle.Seen(cohort) - 1; k < _factors.Length; k++)
        {
            if (reached is not > 0)
                return null;
            sum += _spreads[k] / (_factors[k] * _factors[k]) * ((1 / reached) + (1 / _bases[k]));
            reached *= _factors[k];
        }
        return sum * Ultimate(cohort) * Ultimate(cohort);
    }

    /// <summary>f, S and σ² from age k to k + 1.</summary>
    private void Develop(int k)
    {
        double after = 0;
        var used = 0;
        for (var i = 0; i < Triangle.Cohorts && Triangle.Seen(i) > k + 1; i++, used++)
        {
            _bases[k] += Triangle[i, k];
            after += Triangle[i, k + 1];
        }
        if (_bases[k] <= 0)
            return;
        var factor = after / _bases[k];
        _factors[k] = factor;
        if (used > 1)
        {
            double sum = 0;
            for (var i = 0; i < used; i++)
            {
                var (from, to) = (Triangle[i, k], Triangle[i, k + 1]);
                if (from > 0)
                    sum += from * ((to / from) - factor) * ((to / from) - factor);
                else if (to > 0)
                    return; // From nothing to something has no ratio, and leaving it out would call the factor surer than it is.
            }
            _spreads[k] = sum / (used - 1);
        }
        else if (k >= 2 && _spreads[k - 1] is { } one && _spreads[k - 2] is { } two)
        {
            // One cohort shows no spread; Mack's choice continues the two before.
            _spreads[k] = two > 0 ? Math.Min(one * one / two, Math.Min(two, one)) : 0;
        }
    }
}
