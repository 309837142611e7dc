using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Import.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ToBeMapped : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mapped_values",
                schema: "reporting",
                columns: table => new
                {
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    rejected_rows = table.Column<long>(type: "bigint", nullable: false),
                    first_seen = table.Column<long>(type: "bigint", nullable: false),
                    last_seen = table.Column<long>(type: "bigint", nullable: false),
                    meaning = table.Column<string>(type: "text", nullable: true),
                    resolved_by = table.Column<string>(type: "text", nullable: true),
                    resolved_at = table.Column<long>(type: "bigint", nullable: true),
                    rows_changed = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mapped_values", x => new { x.source_id, x.kind, x.value });
                });

            migrationBuilder.CreateTable(
                name: "unmapped_rows",
                schema: "reporting",
                columns: table => new
                {
                    source_id = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    value = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    fact = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    external_id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    file_id = table.Column<int>(type: "integer", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unmapped_rows", x => new { x.source_id, x.kind, x.value, x.fact, x.external_id, x.file_id, x.line });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mapped_values",
                schema: "reporting");

            migrationBuilder.DropTable(
                name: "unmapped_rows",
                schema: "reporting");
        }
    }
}
