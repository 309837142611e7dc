namespace Insights.Analytics.Queries.Loading;

/// <summary>Rows in the order of their days, of which some days can be exchanged.</summary>
internal interface IKeptRows<T>
{
    /// <summary>About what they take of the memory.</summary>
    long Bytes { get; }

    /// <summary>The same with other rows for these days, both included.</summary>
    T Replaced(int from, int to, T fresh);
}
