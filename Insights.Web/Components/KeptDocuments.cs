using Insights.Analytics.Reports;
using Microsoft.Extensions.Caching.Memory;

namespace Insights.Web.Components;

/// <summary>
/// Documents for a minute: long enough for reloads, sorts and the files of a page just read, short enough that "time left" and "late" stay true.
/// The key carries the reader's scope, so a warm answer never crosses it.
/// </summary>
internal sealed class KeptDocuments : IDisposable
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _documents = new(new MemoryCacheOptions { SizeLimit = 200 });

    public ReportDocument? Find(string key) => _documents.Get<ReportDocument>(key);

    public void Keep(string key, ReportDocument document) =>
        _documents.Set(key, document, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Lifetime, Size = 1 });

    public void Dispose() => _documents.Dispose();
}
