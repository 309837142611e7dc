using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Insights.Import.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class KeepWhatImportsReplace : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "file_id",
                schema: "reporting",
                table: "vendors",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "file_id",
                schema: "reporting",
                table: "agents",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "file_id",
                schema: "reporting",
                table: "business_calendars",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "file_id",
                schema: "reporting",
                table: "sla_policies",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "file_id",
                schema: "reporting",
                table: "fx_rates",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "can_undo",
                schema: "reporting",
                table: "imported_files",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "may_repeat",
                schema: "reporting",
                table: "imported_files",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "undone_at",
                schema: "reporting",
                table: "import_batches",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "undone_by",
                schema: "reporting",
                table: "import_batches",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "undo_removed",
                schema: "reporting",
                table: "import_batches",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "undo_restored",
                schema: "reporting",
                table: "import_batches",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "undo_kept",
                schema: "reporting",
                table: "import_batches",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "before_images",
                schema: "reporting",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    row_hash = table.Column<long>(type: "bigint", nullable: false),
                    file_id = table.Column<int>(type: "integer", nullable: false),
                    was_file_id = table.Column<int>(type: "integer", nullable: false),
                    stamp_only = table.Column<bool>(type: "boolean", nullable: false),
                    vendor = table.Column<string>(type: "text", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_before_images", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retired_vendors",
                schema: "reporting",
                columns: table => new
                {
                    code_folded = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    vendor_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retired_vendors", x => x.code_folded);
                });

            migrationBuilder.CreateTable(
                name: "vendor_files",
                schema: "reporting",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "integer", nullable: false),
                    file_id = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendor_files", x => new { x.vendor_id, x.file_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_before_images_file_id",
                schema: "reporting",
                table: "before_images",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_before_images_kind_row_hash",
                schema: "reporting",
                table: "before_images",
                columns: new[] { "kind", "row_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_before_images_was_file_id",
                schema: "reporting",
                table: "before_images",
                column: "was_file_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "before_images",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "vendor_files",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "retired_vendors",
                schema: "reporting");

            migrationBuilder.DropColumn(
                name: "file_id",
                schema: "reporting",
                table: "vendors");

            migrationBuilder.DropColumn(
                name: "file_id",
                schema: "reporting",
                table: "agents");

            migrationBuilder.DropColumn(
                name: "file_id",
                schema: "reporting",
                table: "business_calendars");

            migrationBuilder.DropColumn(
                name: "file_id",
                schema: "reporting",
                table: "sla_policies");

            migrationBuilder.DropColumn(
                name: "file_id",
                schema: "reporting",
                table: "fx_rates");

            migrationBuilder.DropColumn(
                name: "can_undo",
                schema: "reporting",
                table: "imported_files");

            migrationBuilder.DropColumn(
                name: "may_repeat",
                schema: "reporting",
                table: "imported_files");

            migrationBuilder.DropColumn(
                name: "undone_at",
                schema: "reporting",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "undone_by",
                schema: "reporting",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "undo_removed",
                schema: "reporting",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "undo_restored",
                schema: "reporting",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "undo_kept",
                schema: "reporting",
                table: "import_batches");
        }
    }
}
