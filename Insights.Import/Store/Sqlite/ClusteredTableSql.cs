using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Sqlite.Infrastructure.Internal;

namespace Insights.Import.Store.Sqlite;

/// <summary>Creates tables marked <see cref="StoreConventions.ClusteredByKey{T}"/> WITHOUT ROWID, also when a later migration rebuilds them.</summary>
#pragma warning disable EF1001 // The generator's constructor asks for the provider's migration annotations, which EF keeps under an internal name.
internal sealed class ClusteredTableSql(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
#pragma warning restore EF1001
{
    private const string RebuildPrefix = "ef_temp_";

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        var name = operation.Name.StartsWith(RebuildPrefix, StringComparison.Ordinal) ? operation.Name[RebuildPrefix.Length..] : operation.Name;
        var clustered = model?.GetRelationalModel().FindTable(name, null)?.EntityTypeMappings
            .Any(mapping => mapping.TypeBase.FindAnnotation(StoreConventions.ClusteredAnnotation) is not null) == true;
        if (!clustered)
        {
            base.Generate(operation, model, builder, terminate);
            return;
        }

        base.Generate(operation, model, builder, terminate: false);
        builder.Append(" WITHOUT ROWID");
        if (!terminate)
            return;
        builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
        EndStatement(builder);
    }
}
