using Insights.Analytics.Rollups.Writing;
using Insights.Import.Store;

namespace Insights.Analytics.Rollups;

/// <summary>Two processes on one PostgreSQL must not write derived rows at once; SQLite has one writer anyway.</summary>
internal static class OneWriter
{
    /// <summary>Waits for the turn, which ends with the writer's transaction.</summary>
    public static async Task WaitAsync(DerivedWriter writer, StoreProvider provider, CancellationToken cancel)
    {
        if (provider == StoreProvider.Postgres)
            await writer.ExecuteAsync("SELECT pg_advisory_xact_lock(4711202601)", cancel);
    }
}
