using Insights.Import.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Insights.Analytics.Rollups;

/// <summary>One model per kind of scope: the staff model carries no vendor condition, the others carry theirs.</summary>
internal sealed class ScopedModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), context is AnalyticsDbContext analytics ? analytics.Scope.Kind : ScopeKind.Nothing, designTime);
}
