namespace Insights.Analytics.Metrics.Chargebacks.Maturity;

/// <summary>
/// Disputes by month of sale and months since: a row a cohort, oldest first; a column an age, in whole months; a cell all disputes received by then.
/// A younger cohort has been seen for fewer columns than the ones before it, which is what the methods here complete.
/// </summary>
public sealed class CohortTriangle
{
    private readonly double[][] _rows;
    private readonly long[] _payments;

    /// <param name="rows">Cumulative counts by cohort; no row longer than the one before it.</param>
    /// <param name="payments">Payments of each cohort: what Cape Cod weighs cohorts by. Empty where they are not known.</param>
    /// <exception cref="ArgumentException">A row falls, is empty, or is longer than an older one.</exception>
    public CohortTriangle(IReadOnlyList<IReadOnlyList<double>> rows, IReadOnlyList<long>? payments = null)
    {
        _rows = [.. rows.Select(row => row.ToArray())];
        _payments = [.. payments ?? []];
        if (_payments.Length > 0 && _payments.Length != _rows.Length)
            throw new ArgumentException($"{_rows.Length} cohorts and the payments of {_payments.Length}.", nameof(payments));
        for (var i = 0; i < _rows.Length; i++)
        {
            if (_rows[i].Length == 0 || (i > 0 && _rows[i].Length > _rows[i - 1].Length))
                throw new ArgumentException("Cohorts come oldest first, and each has been seen for at least one month and for no longer than an older one.", nameof(rows));
            for (var k = 1; k < _rows[i].Length; k++)
            {
                if (_rows[i][k] < _rows[i][k - 1])
                    throw new ArgumentException($"Cohort {i + 1} falls from {_rows[i][k - 1]} to {_rows[i][k]}: cells are cumulative.", nameof(rows));
            }
        }
    }

    public int Cohorts => _rows.Length;

    /// <summary>Columns of the oldest cohort: the age at which a cohort counts as complete.</summary>
    public int Ages => _rows.Length == 0 ? 0 : _rows[0].Length;

    public bool KnowsPayments => _payments.Length > 0;

    public long Payments(int cohort) => _payments[cohort];

    /// <summary>Columns seen of a cohort.</summary>
    public int Seen(int cohort) => _rows[cohort].Length;

    public double this[int cohort, int age] => _rows[cohort][age];

    public double Latest(int cohort) => _rows[cohort][^1];
}
