namespace Insights.Analytics.Metrics.Statistics.ControlCharts;

/// <summary>
/// After how many values a chart of independent standard normal values signals on average though nothing has changed: what a limit costs in false alarms.
/// Both integral equations are solved on Gauss and Legendre's nodes, which is exact to about ten digits.
/// </summary>
public static class RunLength
{
    private const int Nodes = 60;

    /// <param name="slack">k, in standard deviations.</param>
    /// <param name="limit">h, in standard deviations.</param>
    /// <param name="twoSided">Both directions together: 1/ARL adds up.</param>
    public static double OfCusum(double slack, double limit, bool twoSided)
    {
        // L(u) = 1 + L(0)·Φ(k − u) + ∫₀ʰ L(x)·φ(x + k − u) dx, with 0 as a node of its own.
        var (x, w) = GaussLegendre(0, limit);
        var n = x.Length + 1;
        double At(int i) => i == 0 ? 0 : x[i - 1];
        var equations = new double[n, n + 1];
        for (var i = 0; i < n; i++)
        {
            var u = At(i);
            for (var j = 0; j < n; j++)
                equations[i, j] = (i == j ? 1 : 0) - (j == 0 ? Below(slack - u) : w[j - 1] * Density(x[j - 1] + slack - u));
            equations[i, n] = 1;
        }
        var oneSided = Solve(equations)[0];
        return twoSided ? oneSided / 2 : oneSided;
    }

    /// <summary>Of a two-sided EWMA with its final limits, from the mean on.</summary>
    public static double OfEwma(double lambda, double width)
    {
        // L(u) = 1 + (1/λ) ∫ L(x)·φ((x − (1−λ)u)/λ) dx between the limits; L(0) follows from the nodes.
        var c = width * Math.Sqrt(lambda / (2 - lambda));
        var (x, w) = GaussLegendre(-c, c);
        double Kernel(double u, int j) => w[j] * Density((x[j] - ((1 - lambda) * u)) / lambda) / lambda;
        var equations = new double[x.Length, x.Length + 1];
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < x.Length; j++)
                equations[i, j] = (i == j ? 1 : 0) - Kernel(x[i], j);
            equations[i, x.Length] = 1;
        }
        var lengths = Solve(equations);
        return 1 + Enumerable.Range(0, x.Length).Sum(j => lengths[j] * Kernel(0, j));
    }

    private static double Density(double x) => Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI);

    /// <summary>Φ(x), by the chi-square distribution of its square.</summary>
    private static double Below(double x) => 0.5 * (x >= 0 ? 1 + GammaDistribution.Cdf(x * x / 2, 0.5) : GammaDistribution.Above(x * x / 2, 0.5));

    private static (double[] X, double[] W) GaussLegendre(double from, double to)
    {
        var (x, w) = (new double[Nodes], new double[Nodes]);
        for (var i = 0; i < Nodes; i++)
        {
            // Newton on Legendre's polynomial from Tricomi's guess of its root.
            var root = Math.Cos(Math.PI * (i + 0.75) / (Nodes + 0.5));
            double slope = 0;
            for (var step = 0; step < 50; step++)
            {
                double p = 1, before = 0;
                for (var n = 1; n <= Nodes; n++)
                    (p, before) = (((((2 * n) - 1) * root * p) - ((n - 1) * before)) / n, p);
                slope = Nodes * ((root * p) - before) / ((root * root) - 1);
                var next = root - (p / slope);
                if (Math.Abs(next - root) < 1e-16)
                    break;
                root = next;
            }
            x[i] = from + ((to - from) * (root + 1) / 2);
            w[i] = (to - from) / ((1 - (root * root)) * slope * slope);
        }
        return (x, w);
    }

    /// <summary>Gauss with pivots; the last column is the right side.</summary>
    private static double[] Solve(double[,] equations)
    {
        var n = equations.GetLength(0);
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
            {
                if (Math.Abs(equations[row, column]) > Math.Abs(equations[pivot, column]))
                    pivot = row;
            }
            for (var k = column; k <= n; k++)
                (equations[column, k], equations[pivot, k]) = (equations[pivot, k], equations[column, k]);
            for (var row = column + 1; row < n; row++)
            {
                var factor = equations[row, column] / equations[column, column];
                for (var k = column; k <= n; k++)
                    equations[row, k] -= factor * equations[column, k];
            }
        }
        var solution = new double[n];
        for (var row = n - 1; row >= 0; row--)
        {
            var sum = equations[row, n];
            for (var k = row + 1; k < n; k++)
                sum -= equations[row, k] * solution[k];
            solution[row] = sum / equations[row, row];
        }
        return solution;
    }
}
