namespace Insights.Analytics.Rollups.Writing;

/// <summary>A derived table as the bulk path writes it; its columns are held against the model by a test.</summary>
/// <param name="Key">The leading columns that are its key.</param>
/// <param name="Write">Gives a row's values in the order of <paramref name="Columns"/>.</param>
internal sealed record DerivedTable<T>(string Name, string[] Key, string[] Columns, Action<T, IRowSink> Write);
