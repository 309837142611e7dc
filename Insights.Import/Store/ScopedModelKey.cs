using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Insights.Import.Store;

/// <summary>One model per kind of scope, so that the staff model carries no vendor condition at all: "everyone OR vendor = @v" would make SQLite scan.</summary>
internal sealed class ScopedModelKey : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), context is ReportingDbContext reporting ? reporting.Scope.Kind : ScopeKind.Nothing, designTime);
}
