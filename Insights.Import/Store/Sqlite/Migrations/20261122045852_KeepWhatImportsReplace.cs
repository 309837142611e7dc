using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Import.Store.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class KeepWhatImportsReplace : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "file_id",
                table: "vendors",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "file_id",
                table: "agents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "file_id",
                table: "business_calendars",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "file_id",
                table: "sla_policies",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "file_id",
                table: "fx_rates",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "can_undo",
                table: "imported_files",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "may_repeat",
                table: "imported_files",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "undone_at",
                table: "import_batches",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "undone_by",
                table: "import_batches",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "undo_removed",
                table: "import_batches",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "undo_restored",
                table: "import_batches",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "undo_kept",
                table: "import_batches",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "before_images",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    row_hash = table.Column<long>(type: "INTEGER", nullable: false),
                    file_id = table.Column<int>(type: "INTEGER", nullable: false),
                    was_file_id = table.Column<int>(type: "INTEGER", nullable: false),
                    stamp_only = table.Column<bool>(type: "INTEGER", nullable: false),
                    vendor = table.Column<string>(type: "TEXT", nullable: true),
                    content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_before_images", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retired_vendors",
                columns: table => new
                {
                    code_folded = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retired_vendors", x => x.code_folded);
                });

            migrationBuilder.CreateTable(
                name: "vendor_files",
                columns: table => new
                {
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    file_id = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vendor_files", x => new { x.vendor_id, x.file_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_before_images_file_id",
                table: "before_images",
                column: "file_id");

            migrationBuilder.CreateIndex(
                name: "ix_before_images_kind_row_hash",
                table: "before_images",
                columns: new[] { "kind", "row_hash" });

            migrationBuilder.CreateIndex(
                name: "ix_before_images_was_file_id",
                table: "before_images",
                column: "was_file_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "before_images");

            migrationBuilder.DropTable(
                name: "vendor_files");

            migrationBuilder.DropTable(
                name: "retired_vendors");

            migrationBuilder.DropColumn(
                name: "file_id",
                table: "vendors");

            migrationBuilder.DropColumn(
                name: "file_id",
                table: "agents");

            migrationBuilder.DropColumn(
                name: "file_id",
                table: "business_calendars");

            migrationBuilder.DropColumn(
                name: "file_id",
                table: "sla_policies");

            migrationBuilder.DropColumn(
                name: "file_id",
                table: "fx_rates");

            migrationBuilder.DropColumn(
                name: "can_undo",
                table: "imported_files");

            migrationBuilder.DropColumn(
                name: "may_repeat",
                table: "imported_files");

            migrationBuilder.DropColumn(
                name: "undone_at",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "undone_by",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "undo_removed",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "undo_restored",
                table: "import_batches");

            migrationBuilder.DropColumn(
                name: "undo_kept",
                table: "import_batches");
        }
    }
}
