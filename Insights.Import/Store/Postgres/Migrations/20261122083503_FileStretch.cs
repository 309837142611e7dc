using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Import.Store.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class FileStretch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "rows_from",
                schema: "reporting",
                table: "imported_files",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "rows_until",
                schema: "reporting",
                table: "imported_files",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "rows_from",
                schema: "reporting",
                table: "imported_files");

            migrationBuilder.DropColumn(
                name: "rows_until",
                schema: "reporting",
                table: "imported_files");
        }
    }
}
